/** Everyone in a generated demo signs in with it; the sign-in page of a demo says so (lib/people/queries.ts). */
export const demoPassword = 'keji-yanshi';
