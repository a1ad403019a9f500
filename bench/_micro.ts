import SqliteDatabase from 'better-sqlite3'
const raw = new SqliteDatabase('/tmp/sqlpost/intersession.sqlite')
const time = (name: string, sql: string, ...p: unknown[]) => { const s = raw.prepare(sql); for (let i = 0; i < 3000; i++) s.all(p); const c = process.cpuUsage(), t = performance.now(); const n = 5000; for (let i = 0; i < n; i++) s.all(p); const u = process.cpuUsage(c); console.log(name, ((performance.now() - t) / n * 1000).toFixed(1), 'µs wall', ((u.user + u.system) / n).toFixed(1), 'µs cpu') }
const sid = raw.prepare('select id from sessions').pluck().get()
const mid = raw.prepare('select id from meetings order by rowid desc').pluck().get()
for (const pragma of process.argv.slice(2)) raw.pragma(pragma)
time('1', 'select 1')
time('session', 'select "sessions"."id", "sessions"."person_id", "sessions"."secret_hash", "accounts"."rank", "persons"."reading_lang", "persons"."zone" from "sessions" inner join "accounts" on "accounts"."person_id" = "sessions"."person_id" inner join "persons" on "persons"."id" = "sessions"."person_id" where "sessions"."id" = ? and "sessions"."expires_at" > ? and "accounts"."disabled_at" is null', sid, '2026')
time('meeting', 'select "meetings".*, "dialogues"."authoritative_lang" from "meetings" inner join "dialogues" on "dialogues"."id" = "meetings"."dialogue_id" where "meetings"."id" = ?', mid)
time('meeting alone', 'select * from meetings where id = ?', mid)
time('delegates', 'select * from delegates where meeting_id = ? order by id', mid)
time('dialogue', 'select * from dialogues limit 1')
const s = raw.prepare('select * from delegates where meeting_id = ? order by id').raw()
const t = performance.now(); for (let i = 0; i < 3000; i++) s.all(mid); console.log('delegates raw', ((performance.now() - t) / 3).toFixed(1))
