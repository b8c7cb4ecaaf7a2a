package driver

import "os"

// Main serves until nobody asks any more.
func Main() {
	os.Exit(0)
}
