package org.framebudget.devices;

/** Where a number comes from, from most to least trusted. */
public enum SourceKind {
    /** Read off an instrument or a benchmark run, with conditions. */
    MEASURED,
    /** Stated by the maker of the part or of the software that runs on it. */
    DATASHEET,
    /** Stated in a publication. */
    PAPER,
    /** Computed from measurements by code that can be run again. */
    FITTED,
    /** Nobody measured it: a guess with a range, shown as such wherever it matters. */
    ASSUMED
}
