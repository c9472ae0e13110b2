package org.framebudget.devices.latency;

/**
 * How residuals of one network hang together with those of another: those of a family share an offset, a trend over width and
 * one over size, and close neighbours more than that. Residuals of different families are independent. (Covariance of a
 * Gaussian process; Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, chapters 2 and 4.)
 *
 * @param offsetSd spread of a family's offset in the logarithm of time
 * @param widthSd spread of its slope over the logarithm of width
 * @param sizeSd spread of its slope over the logarithm of pixels
 * @param localSd spread of what neighbours share
 * @param length distance in those logarithms over which they do
 */
public record FamilyKernel(double offsetSd, double widthSd, double sizeSd, double localSd, double length) {
    private static final double REFERENCE_MACS = 3e8;
    private static final double REFERENCE_PIXELS = 224.0 * 224.0;

    /** With another spread of a family's offset. */
    FamilyKernel withOffset(double sd) {
        return new FamilyKernel(sd, widthSd, sizeSd, localSd, length);
    }

    /** Covariance of the residuals of two networks. */
    double covariance(NetworkFeatures a, NetworkFeatures b) {
        if (!a.family().equals(b.family())) {
            return 0;
        }
        double sizeA = logPixels(a);
        double sizeB = logPixels(b);
        double widthA = StrictMath.log(a.macs() / REFERENCE_MACS) - sizeA;
        double widthB = StrictMath.log(b.macs() / REFERENCE_MACS) - sizeB;
        double distance = StrictMath.hypot(widthA - widthB, sizeA - sizeB) / length;
        return offsetSd * offsetSd
                + widthSd * widthSd * widthA * widthB
                + sizeSd * sizeSd * sizeA * sizeB
                + localSd * localSd * StrictMath.exp(-distance * distance / 2);
    }

    private static double logPixels(NetworkFeatures network) {
        return StrictMath.log(
                (double) network.input().widthPx() * network.input().heightPx() / REFERENCE_PIXELS);
    }
}
