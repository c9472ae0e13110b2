/** Playing a run. */
package org.framebudget.ui.playback;
