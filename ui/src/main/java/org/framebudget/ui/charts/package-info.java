/** Charts over time. */
package org.framebudget.ui.charts;
