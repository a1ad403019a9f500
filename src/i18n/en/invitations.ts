/** English texts of the room `invitations`. */

export const invitations = {
  refusals: {},
}
