/** A seat of an office; leadership hears of tier Ⅰ only. */
export type OfficeRole = "duty" | "head" | "leadership";

/** A contact of an office as it is reached on a day: role, mail address and telephone. */
export interface DirectoryContact {
  readonly role: OfficeRole;
  readonly address: string;
  readonly telephone?: string | undefined;
  /** Name of the person who reads it; absent where only an address is known. */
  readonly person?: string | undefined;
  /** Name of the person who holds the seat, where another acts on this day. */
  readonly standsFor?: string | undefined;
}

/** What an office is: the bureau of its area (the only one there), its leading group's office, a member department, a zone committee. */
export type OfficeKind = "bureau" | "leading-group" | "department" | "zone";

/** An office, its area and its contacts. */
export interface DirectoryOffice {
  readonly id: string;
  readonly area: string;
  readonly name: string;
  readonly contacts: readonly DirectoryContact[];
  readonly telephone?: string | undefined;
  /** A bureau where nothing else is written. */
  readonly kind?: OfficeKind | undefined;
}
