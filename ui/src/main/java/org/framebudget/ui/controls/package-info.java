/** Sliders and lists that change the scenario. */
package org.framebudget.ui.controls;
