/** How long an inference takes on a device: measured rows, their spread, and who answers for a combination. */
package org.framebudget.devices.latency;
