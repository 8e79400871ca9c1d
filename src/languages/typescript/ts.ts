/** The one import of the compiler. TypeScript 6.0 is the last release whose API is JavaScript. */
export { default as ts } from 'typescript';
