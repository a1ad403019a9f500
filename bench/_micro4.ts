import SqliteDatabase from 'better-sqlite3'
const raw = new SqliteDatabase('/tmp/sqlpost/intersession.sqlite')
const mid = raw.prepare('select id from meetings order by rowid desc').pluck().get()
const sid = raw.prepare('select id from sessions').pluck().get()
const q = (sql: string) => raw.prepare(sql)
const time = (name: string, sql: string, ...p: unknown[]) => { for (const s of [sql, sql.replaceAll('?', '+?')]) { const st = q(s); for (let i = 0; i < 3000; i++) st.all(p); const t = performance.now(); const n = 5000; for (let i = 0; i < n; i++) st.all(p); console.log(name, s === sql ? '?' : '+?', ((performance.now() - t) / n * 1000).toFixed(1)) } }
time('meeting join', 'select meetings.* from meetings inner join dialogues on dialogues.id = meetings.dialogue_id where meetings.id = ?', mid)
time('session', 'select "sessions"."id", "sessions"."person_id", "sessions"."secret_hash", "accounts"."rank", "persons"."reading_lang", "persons"."zone" from "sessions" inner join "accounts" on "accounts"."person_id" = "sessions"."person_id" inner join "persons" on "persons"."id" = "sessions"."person_id" where "sessions"."id" = ? and "sessions"."expires_at" > ? and "accounts"."disabled_at" is null', sid, '2026')
time('delegates', 'select * from delegates where meeting_id = ? order by id', mid)
time('invitations', 'select * from invitations where meeting_id = ? order by id', mid)
const ids = JSON.stringify(raw.prepare('select person_id from delegates').pluck().all())
time('names', 'select * from person_names where person_id in (select value from json_each(?))', ids)
time('commitments', 'select * from "commitments" where ("dialogue_id" in (select value from json_each(?)) or "number" < ?) and "state" not in (?, ?, ?) order by "due_on" asc nulls last, "number", "id" limit ? offset ?', JSON.stringify(raw.prepare('select id from dialogues').pluck().all()), 0, 'a', 'b', 'c', 101, 0)
