/** The bundle of the tests carries such a file with it, as bytes. */
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
