"""The sample office's projects: five of 2563, eleven of 2564. Names and figures are real, the texts are made up."""
