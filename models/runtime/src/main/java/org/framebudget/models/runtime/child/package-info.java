/** What runs in the child process: the only code that loads TensorFlow Lite. */
package org.framebudget.models.runtime.child;
