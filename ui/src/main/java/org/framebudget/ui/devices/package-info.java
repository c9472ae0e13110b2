/** The same scenario on several profiles. */
package org.framebudget.ui.devices;
