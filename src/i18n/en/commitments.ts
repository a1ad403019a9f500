/** English texts of the room `commitments`. */

export const commitments = {
  refusals: {},
}
