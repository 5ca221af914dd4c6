/** A node of the region > league > banner tree (地区), with its dates of validity. */
export interface RegisteredArea {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly alias: string | null;
  /** region, league, banner, or another word; areas of other levels only add up. */
  readonly level: string;
  /** The area to which its numbers roll up. */
  readonly parent: string | null;
  /** The area that it reports to and that receives its warnings; by default the parent. */
  readonly reportsTo: string | null;
  /** Its size, for weighing how complete the data is; 1 when not given. */
  readonly weight: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}
