/** English texts of the room `minutes`. */

export const minutes = {
  refusals: {},
}
