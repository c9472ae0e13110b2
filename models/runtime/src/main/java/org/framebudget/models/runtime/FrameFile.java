package org.framebudget.models.runtime;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;

/**
 * Frames of a camera as it delivers them, one after another without anything between: YUV 4:2:0 in the layout NV12, that is
 * a byte of luma for each pixel, row by row, then a pair of bytes, Cb and Cr, for each square of four pixels. Values have
 * their full range, 0 to 255, with no colour at 128.
 *
 * @param file must be there until the network is loaded
 * @param widthPx even, at least 2
 * @param heightPx even, at least 2
 * @param count frames in the file, at least 1
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FrameFile(
        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = PathText.class)
        Path file,

        int widthPx,
        int heightPx,
        int count) {
    public FrameFile {
        if (widthPx < 2 || heightPx < 2 || widthPx % 2 != 0 || heightPx % 2 != 0 || count < 1) {
            throw new IllegalArgumentException(count + " frames of " + widthPx + "x" + heightPx);
        }
    }

    /** Size of one frame. */
    public long frameBytes() {
        return (long) widthPx * heightPx / 2 * 3;
    }
}
