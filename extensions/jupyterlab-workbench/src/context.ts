import type { TranslationBundle } from '@jupyterlab/translation';

import type { ComparisonModel } from './model';

/** What the parts of the list of findings need. */
export interface IContext {
  model: ComparisonModel;
  trans: TranslationBundle;
  /** Key of the user's language in texts that the library gives in several, `zh` or `en`. */
  language: string;
}

/** A text of the library in the user's language. */
export function say(
  texts: Readonly<Record<string, string>>,
  { language }: Pick<IContext, 'language'>
): string {
  return texts[language] ?? texts.en;
}
