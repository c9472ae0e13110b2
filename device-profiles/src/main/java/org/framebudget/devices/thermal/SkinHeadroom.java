package org.framebudget.devices.thermal;

/**
 * Android's thermal headroom (ADPF): 0 at 30 K below the severe threshold, 1 at it. A forecast extends the least-squares line
 * through up to 30 samples taken once a second (behaviour of AOSP's ThermalManagerService as published; it needs three
 * samples, and the version read starts the forecast at its oldest sample).
 */
public final class SkinHeadroom {
    private static final double SPAN_K = 30;
    private static final int MAX_SAMPLES = 30;
    private static final int MIN_SAMPLES = 3;

    private final double severeDegC;
    private final double[] sampleDegC = new double[MAX_SAMPLES];
    private int samples;

    /** Headroom of a skin sensor with this severe threshold. */
    public SkinHeadroom(double severeDegC) {
        this.severeDegC = severeDegC;
    }

    /** Headroom of a temperature: {@code max(0, (T − (severe − 30)) / 30)}. */
    public double of(double degC) {
        return Math.max(0, (degC - (severeDegC - SPAN_K)) / SPAN_K);
    }

    /** Adds the sample of one second; the oldest of more than 30 is dropped. */
    public void addSample(double degC) {
        if (samples == MAX_SAMPLES) {
            System.arraycopy(sampleDegC, 1, sampleDegC, 0, MAX_SAMPLES - 1);
            samples--;
        }
        sampleDegC[samples++] = degC;
    }

    /**
     * Headroom some seconds ahead.
     *
     * @param fromOldest true for the published behaviour (start at the oldest sample), false to start at the newest
     * @return that of the newest sample while there are fewer than three, NaN without any
     */
    public double forecast(double aheadS, boolean fromOldest) {
        if (samples == 0) {
            return Double.NaN;
        }
        double newestDegC = sampleDegC[samples - 1];
        if (samples < MIN_SAMPLES) {
            return of(newestDegC);
        }
        return of((fromOldest ? sampleDegC[0] : newestDegC) + slopeKPerS() * aheadS);
    }

    private double slopeKPerS() {
        double meanS = (samples - 1) / 2.0;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < samples; i++) {
            covariance += (i - meanS) * sampleDegC[i];
            variance += (i - meanS) * (i - meanS);
        }
        return covariance / variance;
    }
}
