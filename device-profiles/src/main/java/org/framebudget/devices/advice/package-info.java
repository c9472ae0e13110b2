/** What is odd about a profile that can be read: advice to who wrote it. */
package org.framebudget.devices.advice;
