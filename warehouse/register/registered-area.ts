/** A node of the region > league > banner tree (地区), with the dates between which it holds. */
export interface RegisteredArea {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly alias: string | null;
  /** region, league, banner, or another word: such areas only add up. */
  readonly level: string;
  /** Where its numbers roll up to. */
  readonly parent: string | null;
  /** Who it reports to and who is told of its warnings; the parent unless said. */
  readonly reportsTo: string | null;
  /** Its size, for weighing how complete the data is; 1 when not given. */
  readonly weight: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}
