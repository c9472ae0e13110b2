package org.framebudget.devices;

import org.jspecify.annotations.Nullable;

/**
 * The origin of one number.
 *
 * @param kind how it came to be
 * @param cite key in {@code citations.bib}
 * @param note conditions or reasoning, in a few words
 */
public record Source(SourceKind kind, String cite, @Nullable String note) {
    /** Throws {@link IllegalArgumentException} when kind or citation is missing. */
    public Source {
        if (kind == null) {
            throw new IllegalArgumentException("A source needs a kind: MEASURED, DATASHEET, PAPER, FITTED or ASSUMED.");
        }
        if (cite == null || cite.isBlank()) {
            throw new IllegalArgumentException("A source needs a citation key (cite).");
        }
    }

    /** True where nobody measured the number. */
    public boolean assumed() {
        return kind == SourceKind.ASSUMED;
    }
}
