// Stands for an installed package, so that the example needs none.
declare module 'sync-fetch' {
  export default function fetch(url: string): { json(): unknown; text(): string };
}
