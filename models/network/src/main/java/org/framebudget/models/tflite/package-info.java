/** Networks in the files of TensorFlow Lite. */
package org.framebudget.models.tflite;
