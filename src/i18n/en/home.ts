/** English texts of the start page and of error pages. */

export const home = {
  error: {
    title: 'This did not work',
    toStart: 'To the start page',
    ours: 'Something went wrong on our side. What was recorded before is safe.',
    reference: (reference: string) =>
      `If it happens again, tell the administrator this reference: ${reference}`,
  },
  refusals: {},
}
