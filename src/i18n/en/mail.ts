/** English texts of the room `mail`. */

export const mail = {
  refusals: {},
}
