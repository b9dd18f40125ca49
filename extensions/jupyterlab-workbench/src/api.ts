import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type { IStatement } from './model';
import type { IDocumentPair } from './tokens';
import type {
  ComparisonPage,
  CompareRequest,
  DecideFindingRequest,
  DecideRequest,
  DecisionsPage,
  ReadingsPage,
  StandardFiles,
  StandardPage
} from './types.gen';

/** What went wrong, in a sentence for the user. */
export class WorkbenchError extends Error {}

/** The server extension's HTTP interface. */
export class WorkbenchApi {
  /**
   * @param uiLanguage - language tag of the lab, e.g. `zh-CN`; the server's messages come in it.
   * @param unreachable - what to tell the user where the server does not answer.
   */
  constructor(
    private readonly uiLanguage: string,
    private readonly unreachable: string,
    private readonly settings = ServerConnection.makeSettings()
  ) {}

  /** A standard as a person reads it. */
  async standard(path: string, signal?: AbortSignal): Promise<StandardPage> {
    const query = { path, ui_language: this.uiLanguage };
    return this.request(`standard${URLExt.objectToQueryString(query)}`, {
      signal
    });
  }

  /** What was read in a standard, with where it stands. */
  async readings(path: string, signal?: AbortSignal): Promise<ReadingsPage> {
    const query = { path, ui_language: this.uiLanguage };
    return this.request(`readings${URLExt.objectToQueryString(query)}`, {
      signal
    });
  }

  /** Paths of the standards below the server's root. */
  async standards(): Promise<StandardFiles> {
    return this.request('standards', {});
  }

  /** Compare two documents and judge for a purpose, if one is named; takes seconds. */
  async compare(
    pair: IDocumentPair,
    perspective: string,
    signal?: AbortSignal
  ): Promise<ComparisonPage> {
    const body: CompareRequest = {
      ...pair,
      perspectives: perspective ? [perspective] : [],
      ui_language: this.uiLanguage
    };
    return this.request('compare', {
      method: 'POST',
      body: JSON.stringify(body),
      signal
    });
  }

  /** Keep a person's decision about a link beside the draft. */
  async decide(
    pair: IDocumentPair,
    decision: DecideRequest['decision'],
    draftIds: readonly string[],
    referenceIds: readonly string[]
  ): Promise<DecisionsPage> {
    const body: DecideRequest = {
      ...pair,
      decision,
      draft_ids: [...draftIds] as [string, ...string[]],
      reference_ids: [...referenceIds] as [string, ...string[]],
      ui_language: this.uiLanguage
    };
    return this.request('decide', {
      method: 'POST',
      body: JSON.stringify(body)
    });
  }

  /** Keep what a person says of a finding beside the draft. */
  async decideFinding(
    pair: IDocumentPair,
    perspective: string,
    finding: string,
    statement: IStatement
  ): Promise<DecisionsPage> {
    const body: DecideFindingRequest = {
      ...pair,
      ...statement,
      perspectives: perspective ? [perspective] : [],
      finding,
      ui_language: this.uiLanguage
    };
    return this.request('decide-finding', {
      method: 'POST',
      body: JSON.stringify(body)
    });
  }

  private async request<T>(endpoint: string, init: RequestInit): Promise<T> {
    const url = URLExt.join(this.settings.baseUrl, 'workbench', endpoint);
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(url, init, this.settings);
    } catch (error) {
      if (init.signal?.aborted) {
        throw error;
      }
      throw new WorkbenchError(this.unreachable);
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new WorkbenchError(answer.message ?? this.unreachable);
    }
    return answer as T;
  }
}
