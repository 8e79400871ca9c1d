import type { HandedOn, Uses } from '../../../fixes/cascade/model.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup } from '../scopes.ts';
import { ts } from '../ts.ts';
import { some } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { createTracker, type Tracker } from './track.ts';
import { loadedBy } from './loaded-by.ts';
import { holdsModule } from './one-value.ts';
import { isTypeOfModule } from './places.ts';
import { replacedWithin } from './rewired.ts';

/** What a file does with an export of a module that it loads by one of some specifiers. */
export function usesOfImport(file: FixFile, specifiers: readonly string[], what: HandedOn): Uses {
  const tracker = createTracker(file);
  const names = new Set(specifiers);
  const is = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isStringLiteralLike(node) && names.has(node.text);
  some(file.tree, (node) => {
    if (ts.isImportDeclaration(node) && is(node.moduleSpecifier)) imported(file, tracker, node, what);
    else if (ts.isExportDeclaration(node) && is(node.moduleSpecifier)) passedOn(tracker, node, what);
    else if (ts.isImportEqualsDeclaration(node)) {
      const { moduleReference } = node;
      if (ts.isExternalModuleReference(moduleReference) && is(moduleReference.expression))
        local(file, tracker, node.name, whole(what));
    } else if (ts.isImportTypeNode(node)) {
      const { argument, isTypeOf } = node;
      // What a variable of that type is given is followed by itself.
      const { parent } = node;
      const isDeclared =
        isTypeOfModule(node) && ts.isVariableDeclaration(parent) && holdsModule(file, parent);
      if (isTypeOf && !isDeclared && ts.isLiteralTypeNode(argument) && is(argument.literal))
        tracker.object(node, t('a type is made of the module'));
    } else {
      const specifier = loadedBy(node);
      if (specifier !== undefined && names.has(specifier)) loaded(file, tracker, node, what);
      else if (ts.isCallExpression(node) && specifier === undefined) otherwise(tracker, node, is);
    }
    return false;
  });
  return tracker.found();
}

/** The way to the function from the module as a whole. */
function whole({ name, path }: HandedOn): readonly string[] {
  return name === '' ? path : [name, ...path];
}

function imported(
  file: FixFile,
  tracker: Tracker,
  { importClause }: ts.ImportDeclaration,
  what: HandedOn,
): void {
  if (importClause?.name !== undefined) {
    const rest = taken('default', what);
    if (rest !== undefined) local(file, tracker, importClause.name, rest);
  }
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) {
    local(file, tracker, bindings.name, whole(what));
    if (what.name === '') local(file, tracker, bindings.name, ['default', ...what.path]);
    return;
  }
  for (const element of bindings.elements) {
    const rest = taken((element.propertyName ?? element.name).text, what);
    if (rest !== undefined) local(file, tracker, element.name, rest);
  }
}

/** What is left of the way to the function once a name is taken from the module. */
function taken(name: string, what: HandedOn): readonly string[] | undefined {
  if (name === what.name) return what.path;
  if (what.name !== '') return undefined;
  // What a CommonJS module exports as a whole is its default export.
  if (name === 'default') return what.path;
  return what.path[0] === name ? what.path.slice(1) : undefined;
}

function local(file: FixFile, tracker: Tracker, name: ts.Identifier, path: readonly string[]): void {
  const held = lookup(file.scopes.root, name.text);
  if (held === undefined) tracker.object(name, t('`{0}` cannot be followed', name.text));
  else tracker.binding(held, path);
}

function passedOn(tracker: Tracker, { exportClause }: ts.ExportDeclaration, what: HandedOn): void {
  if (exportClause === undefined) {
    if (what.name === '') {
      const [name, ...rest] = what.path;
      if (name !== undefined) tracker.handOn(name, rest);
    } else if (what.name !== 'default') tracker.handOn(what.name, what.path);
    return;
  }
  if (ts.isNamespaceExport(exportClause)) {
    tracker.handOn(exportClause.name.text, whole(what));
    return;
  }
  for (const element of exportClause.elements) {
    const rest = taken((element.propertyName ?? element.name).text, what);
    if (rest !== undefined) tracker.handOn(element.name.text, rest);
  }
}

function loaded(file: FixFile, tracker: Tracker, node: ts.Node, what: HandedOn): void {
  const name = what.path.at(-1) ?? what.name;
  const replaced = replacedWithin(file, name);
  if (replaced !== undefined)
    tracker.object(replaced, t('`{0}` is replaced here', name), t('tests replace `{0}`', name));
  tracker.expression(node, whole(what));
  // `import()` of a CommonJS module, and of one that a compiler made, has it as `default` as well.
  if (what.name === '' && what.path.length > 0) tracker.expression(node, ['default', ...what.path]);
}

const replaces = /(?:^|\.)(?:mock|doMock|unmock|dontMock|hoisted|setMock)$/;

/** `proxyquire('./config', …)`: a tool loads the module. What replaces it gives its own values. */
function otherwise(tracker: Tracker, call: ts.CallExpression, is: (node: ts.Node) => boolean): void {
  const argument = call.arguments.find((one) => is(one));
  if (argument !== undefined && !replaces.test(call.expression.getText()))
    tracker.object(argument, t('the module is loaded in a way that cannot be followed'));
}
