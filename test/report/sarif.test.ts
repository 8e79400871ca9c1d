import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

import { categories } from '../../src/catalog/schema.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { schemaCheck } from '../helpers/schema.ts';
import { readManifest } from '../package/manifest-file.ts';
import { awaitTwin, finding, report, result, texts } from './samples.ts';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
  readonly message?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: Location }[] }[];
  }[];
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly replacements: readonly {
        readonly deletedRegion: Region;
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
  readonly properties: Readonly<Record<string, string>>;
}

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly version: string;
        readonly rules: readonly { readonly id: string; readonly helpUri: string }[];
      };
    };
    readonly columnKind: string;
    readonly originalUriBaseIds: unknown;
    readonly results: readonly Result[];
  }[];
}

const check = schemaCheck('sarif-2.1.0');

async function render(...results: Parameters<typeof report>[0]): Promise<Log['runs'][number]> {
  const log = JSON.parse(renderSarif(await report(results))) as Log;
  assert.deepEqual((await check)(log), []);
  const [run] = log.runs;
  assert.ok(run);
  return run;
}

describe('SARIF report', () => {
  const chain = finding('/p/src/b.ts', 'loadConfig', {}, [
    ['/p/src/config.ts', 'readJson'],
    ['/p/lib/json.ts', 'readFileSync'],
  ]);
  const direct = finding('/p/src/b.ts', 'readFileSync', { severity: 'information', certainty: 'possible' });

  it('is held to a schema that says no', async () => {
    assert.deepEqual((await check)({ version: '2.1.0', runs: [{ tool: { driver: {} } }] }), [
      "/runs/0/tool/driver must have required property 'name'",
    ]);
  });

  it('has a rule for each category, with its page', async () => {
    const { tool, columnKind, originalUriBaseIds } = await render();
    assert.equal(tool.driver.version, (await readManifest()).version);
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.deepEqual(originalUriBaseIds, { '%SRCROOT%': { uri: `${pathToFileURL('/p').href}/` } });
    const { rules } = tool.driver;
    assert.deepEqual(
      rules.map(({ id }) => id),
      [...categories, 'suppression'],
    );
    for (const category of categories) {
      const { helpUri } = rules.find(({ id }) => id === category) ?? assert.fail();
      assert.match(helpUri, new RegExp(`/docs/${category}\\.md$`));
    }
  });

  it('has a result for each finding, with its level and its place', async () => {
    const { results, tool } = await render(result('/p/src/b.ts', [chain, direct]));
    assert.deepEqual(
      results.map(({ ruleId, ruleIndex, level, properties }) => [
        ruleId,
        tool.driver.rules[ruleIndex]?.id,
        level,
        properties['certainty'],
      ]),
      [
        ['file', 'file', 'warning', 'certain'],
        ['file', 'file', 'note', 'possible'],
      ],
    );
    assert.deepEqual(results[0]?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'src/b.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 13 },
    });
  });

  it('shows the chain as a code flow', async () => {
    const { results } = await render(result('/p/src/b.ts', [chain, direct]));
    const flow = results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => [
      location.message?.text,
      location.physicalLocation.artifactLocation.uri,
      location.physicalLocation.region.startLine,
      location.physicalLocation.region.startColumn,
    ]);
    assert.deepEqual(flow, [
      ['loadConfig', 'src/b.ts', 3, 3],
      ['readJson', 'src/config.ts', 1, 33],
      ['readFileSync', 'lib/json.ts', 3, 6],
    ]);
    assert.equal(results[1]?.codeFlows, undefined);
  });

  it('has the edits of safe conversions only', async () => {
    const text = texts['/p/src/b.ts'] ?? '';
    const start = text.indexOf('fs.readFileSync');
    const edits = [
      { start: 0, end: 2, text: '// {0}\n' },
      { start, end: start + 'fs.readFileSync'.length, text: 'await readFile' },
    ];
    const run = await render(
      result('/p/src/b.ts', [direct], [{ ...awaitTwin, edits }]),
      result('/p/a.ts', [finding('/p/a.ts', 'existsSync')], [{ ...awaitTwin, safe: false }]),
    );
    const [unsafe, safe] = run.results;
    assert.equal(unsafe?.fixes, undefined);
    assert.deepEqual(safe?.fixes?.[0]?.artifactChanges[0]?.replacements, [
      {
        deletedRegion: { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 },
        insertedContent: { text: '// {0}\n' },
      },
      {
        deletedRegion: { startLine: 4, startColumn: 3, endLine: 4, endColumn: 18 },
        insertedContent: { text: 'await readFile' },
      },
    ]);
  });

  it('knows a finding again on another line, and tells equal ones apart', async () => {
    const moved = { ...direct, span: { start: 0, end: 1 }, severity: 'warning' } as const;
    const prints = async (...found: (typeof direct)[]): Promise<(string | undefined)[]> =>
      (await render(result('/p/src/b.ts', found))).results.map(
        ({ partialFingerprints }) => partialFingerprints['unblock/v1'],
      );
    const [print] = await prints(direct);
    assert.match(print ?? '', /^[0-9a-f]{32}$/);
    assert.deepEqual(await prints(moved), [print]);
    const twice = await prints(direct, moved);
    assert.deepEqual([twice[0], new Set(twice).size], [print, 2]);
    const context = { ...direct.context, name: 'g' };
    for (const other of [{ ...direct, context }, { ...direct, api: 'node:fs.x' }, chain]) {
      assert.notDeepEqual(await prints(other), [print]);
    }
  });

  it('has suppression comments that are to be cleaned up as notes', async () => {
    const span = { start: 0, end: 2 };
    const unused = { file: '/p/a.ts', span, kind: 'unused', message: 'It suppresses nothing' } as const;
    const { results } = await render(result('/p/a.ts', [], [], [unused]));
    assert.deepEqual(
      results.map(({ ruleId, level, message }) => [ruleId, level, message.text]),
      [['suppression', 'note', 'It suppresses nothing']],
    );
  });

  it('has addresses that are valid for any name', async () => {
    const files = ['/p/a b#c/ü?.ts', '/p/c:d.ts', '/q/[x].ts'];
    const { results } = await render(...files.map((file) => result(file, [finding(file, 'x')])));
    assert.deepEqual(
      results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation),
      [
        { uri: 'a%20b%23c/%C3%BC%3F.ts', uriBaseId: '%SRCROOT%' },
        { uri: 'c%3Ad.ts', uriBaseId: '%SRCROOT%' },
        { uri: pathToFileURL('/q/[x].ts').href },
      ],
    );
  });

  it('has messages in which nothing is taken for a placeholder or a link', async () => {
    const odd = finding('/p/a.ts', 'x', { message: 'use `f[0](…)` with {0} and { a }' });
    const { results } = await render(result('/p/a.ts', [odd]));
    assert.equal(results[0]?.message.text, 'use `f\\[0](…)` with {{0}} and { a }');
  });
});
