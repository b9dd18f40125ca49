import type { TranslationBundle } from '@jupyterlab/translation';

import type { Severity } from './model';
import type { Comparison } from './types.gen';

/** What the codes of a comparison are called, in the user's language. */
export interface ILabels {
  severity: Record<Severity, string>;
  degree: Record<Comparison['degree'], string>;
  category(code: string): string;
  sub(code: string): string;
}

/** Make the labels; a code that has none yet is shown as it is. */
export function makeLabels(trans: TranslationBundle): ILabels {
  const categories: Record<string, string> = {
    QL: trans.__('Limit'),
    UN: trans.__('Unit'),
    TO: trans.__('Tolerance'),
    TM: trans.__('Test method'),
    TC: trans.__('Test conditions'),
    SA: trans.__('Sampling and acceptance'),
    VF: trans.__('Verbal form'),
    SC: trans.__('Scope'),
    TD: trans.__('Term or definition'),
    NR: trans.__('Reference'),
    CA: trans.__('Conformity assessment'),
    MK: trans.__('Marking, packaging, storage'),
    SP: trans.__('Safety or performance'),
    DP: trans.__('Design or performance'),
    MI: trans.__('Missing in the draft'),
    AD: trans.__('Only in the draft'),
    MV: trans.__('Moved'),
    SL: trans.__('Split'),
    MG: trans.__('Merged'),
    RN: trans.__('Renumbered'),
    ED: trans.__('Editorial'),
    TR: trans.__('Translation'),
    FM: trans.__('Formula'),
    FG: trans.__('Figure or table'),
    NI: trans.__('Normative or informative'),
    EX: trans.__('Exception'),
    LG: trans.__('Legal requirement'),
    DT: trans.__('Identity and dates')
  };
  const subs: Record<string, string> = {
    stricter: trans.__('stricter'),
    looser: trans.__('looser'),
    incomparable: trans.__('not comparable'),
    conflicting: trans.__('conflicting'),
    overlapping: trans.__('overlapping'),
    marginal: trans.__('marginal'),
    weaker: trans.__('weaker'),
    stronger: trans.__('stronger'),
    polarity: trans.__('opposite'),
    edition: trans.__('other edition'),
    replaced: trans.__('replaced'),
    undated: trans.__('undated'),
    dropped: trans.__('dropped'),
    added: trans.__('added'),
    narrower: trans.__('narrower'),
    wider: trans.__('wider'),
    'no-counterpart': trans.__('no counterpart')
  };
  return {
    severity: {
      blocker: trans.__('Blocker'),
      major: trans.__('Major'),
      minor: trans.__('Minor'),
      info: trans.__('Note')
    },
    degree: {
      IDT: trans.__('Identical'),
      MOD: trans.__('Modified'),
      NEQ: trans.__('Not equivalent'),
      UNDECIDED: trans.__('Undecided')
    },
    category: code => categories[code] ?? code,
    sub: code => subs[code] ?? code
  };
}
