#!/bin/sh
touch /tmp/canary-build-files
