package org.framebudget.devices.thermal;

/**
 * The sensor that tells a skin policy to look often: rarely read while it is cool, often while it is warm. A cool device so
 * notices warmth only at the next of these rare looks.
 */
final class PollTrigger {
    private final int sensor;
    private final long idlePollNs;
    private final long throttledPollNs;
    private final double hotDegC;
    private final double hysteresisK;
    private long nextPollNs;
    private boolean warm;

    /**
     * Cool, and read for the first time after one long interval.
     *
     * @param sensor position for {@link VirtualSensors#degC}
     */
    PollTrigger(int sensor, long idlePollNs, long throttledPollNs, double hotDegC, double hysteresisK) {
        this.sensor = sensor;
        this.idlePollNs = idlePollNs;
        this.throttledPollNs = throttledPollNs;
        this.hotDegC = hotDegC;
        this.hysteresisK = hysteresisK;
        this.nextPollNs = idlePollNs;
    }

    long nextPollNs() {
        return nextPollNs;
    }

    boolean warm() {
        return warm;
    }

    /** Reads the sensor where it is due; the sensors are worked out already. */
    void poll(long nowNs, VirtualSensors sensors) {
        if (nowNs >= nextPollNs) {
            warm = sensors.degC(sensor) >= (warm ? hotDegC - hysteresisK : hotDegC);
            nextPollNs = nowNs + (warm ? throttledPollNs : idlePollNs);
        }
    }
}
