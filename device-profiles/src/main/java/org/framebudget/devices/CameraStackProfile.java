package org.framebudget.devices;

/**
 * Delays between the end of readout and the application, used where a scenario gives none.
 *
 * @param readoutMs rolling-shutter readout of a full frame
 * @param ispMs image signal processor
 * @param deliveryIntervals from the image signal processor to the application, in frame intervals
 */
public record CameraStackProfile(Sourced readoutMs, Sourced ispMs, Sourced deliveryIntervals) {}
