import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const request: PackageStyle = { module: 'xmlhttprequest', category: 'network' };
const urllib: PackageStyle = { module: 'urllib-sync', category: 'network' };
const file: PackageStyle = { module: 'node-fetch', category: 'file' };
const rpc: PackageStyle = { module: 'sync-rpc', category: 'lock', as: 'rpc' };

/** Packages for requests, most of which wait for the answer. */
export const requestPackages: readonly ModuleCatalog[] = [
  packageCatalog('xmlhttprequest', [
    advised(request, {
      member: 'XMLHttpRequest#open',
      cost: 'unbounded',
      why: 'lets the `send` that follows start a process for the request, and wait until the server has answered',
      when: { argumentIs: { index: 2, value: false } },
      types: ['XMLHttpRequest'],
      signature: 'load(request: XMLHttpRequest, url: string)',
      body: ["request.open('GET', url, false);", 'request.send();', 'return request.responseText;'],
      instead: 'await `fetch(…)`',
      good: {
        imports: [],
        signature: 'load(url: string)',
        body: ['const response = await fetch(url);', 'return await response.text();'],
      },
    }),
  ]),
  packageCatalog('urllib-sync', [
    advised(urllib, {
      member: 'request',
      cost: 'unbounded',
      why: 'starts a process for the request and waits until the server has answered',
      signature: 'load(url: string)',
      body: ['const answer: unknown = request(url, {});', 'return answer;'],
      instead: 'await `fetch(…)`',
      good: {
        imports: [],
        body: ['const response = await fetch(url);', 'return await response.text();'],
      },
    }),
  ]),
  packageCatalog('sync-rpc', [
    advised(rpc, {
      member: '()',
      cost: 'unbounded',
      why: 'asks a process of its own and stops the whole thread until it answers',
      signature: 'tidy(code: string)',
      body: ["const format = rpc('./worker.js');", 'return format(code) as unknown;'],
      instead: 'await the function that it makes synchronous',
      good: {
        imports: ["import { format } from 'prettier'"],
        body: ["return await format(code, { parser: 'typescript' });"],
      },
    }),
  ]),
  packageCatalog(
    'node-fetch',
    ['blobFromSync', 'fileFromSync'].map((member) =>
      twin(file, {
        member,
        cost: 'brief',
        why: 'looks the file up and waits for the answer',
        signature: 'load(path: string)',
        body: [`const data = ${member}(path);`, 'return data.size;'],
      }),
    ),
  ),
];
