import type { ComparisonPage, Divergence, Link } from './types.gen';

export type Side = 'draft' | 'reference';

/** Where something is missing: before or after a provision. */
export interface IGap {
  provision: string;
  where: 'before' | 'after';
}

/** What to mark in one document: provisions, or the place at which one is missing. */
export interface IPlace {
  provisions: readonly string[];
  gap: IGap | null;
}

/** The other side of a comparison. */
export function other(side: Side): Side {
  return side === 'draft' ? 'reference' : 'draft';
}

/** The provisions of both documents of a comparison, and what is linked with what. */
export class Correspondence {
  constructor(private readonly page: ComparisonPage | null) {
    for (const side of ['draft', 'reference'] as const) {
      this._positions[side] = new Map(
        this._provisions(side).map((each, index) => [each.id, index])
      );
      this._links[side] = new Map(
        (page?.comparison.alignment ?? []).flatMap(link =>
          link[side].map(id => [id, link] as const)
        )
      );
    }
  }

  /** The link of a provision. */
  link(side: Side, id: string): Link | undefined {
    return this._links[side].get(id);
  }

  /** Number of the clause of a finding in one document, empty where it has none there. */
  clauseOf(side: Side, finding: Divergence): string {
    const index = this._index(side, finding[side][0]);
    return index < 0 ? '' : this._provisions(side)[index].clause;
  }

  /** The plain text of a provision. */
  textOf(side: Side, id: string): string {
    return this._provisions(side)[this._index(side, id)]?.text ?? '';
  }

  /** What to mark in one document for a pair of provisions. */
  place(side: Side, pair: Pick<Link, Side>): IPlace {
    return pair[side].length
      ? { provisions: pair[side], gap: null }
      : { provisions: [], gap: this._gap(other(side), pair[other(side)][0]) };
  }

  /**
   * Where on the other side the counterpart of `id` would stand: next to that of the nearest neighbour
   * which has one, in the same clause where possible, behind it rather than before it.
   */
  private _gap(side: Side, id: string): IGap | null {
    const provisions = this._provisions(side);
    const index = this._index(side, id);
    if (index < 0) {
      return null;
    }
    const before = provisions.slice(0, index).reverse();
    const after = provisions.slice(index + 1);
    const clause = provisions[index].clause;
    const inClause = [...before, ...after].filter(
      each => each.clause === clause
    );
    for (const neighbour of [...inClause, ...before, ...after]) {
      const counterpart = this.link(side, neighbour.id)?.[other(side)];
      if (counterpart?.length) {
        return before.includes(neighbour)
          ? { provision: counterpart.at(-1)!, where: 'after' }
          : { provision: counterpart[0], where: 'before' };
      }
    }
    return null;
  }

  private _provisions(side: Side) {
    return this.page?.comparison[side].provisions ?? [];
  }

  private _index(side: Side, id: string | undefined): number {
    return id === undefined ? -1 : (this._positions[side].get(id) ?? -1);
  }

  private readonly _positions: Record<Side, Map<string, number>> = {
    draft: new Map(),
    reference: new Map()
  };
  private readonly _links: Record<Side, Map<string, Link>> = {
    draft: new Map(),
    reference: new Map()
  };
}
