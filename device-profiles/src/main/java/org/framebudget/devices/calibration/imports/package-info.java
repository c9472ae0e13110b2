/** Measurements of other tools, read from the files those write, and made into profiles. */
package org.framebudget.devices.calibration.imports;
