// Package driver runs call sequences against a learner's Go package. The grader compiles it together
// with the package, whose parts a generated file registers here before the program's main begins.
// Go 1.19 and later; standard library alone.
package driver

// Parts is what the driver needs of the learner's package, named statically by a generated file.
type Parts struct {
	// Constructor is the function that makes an instance; nil when the package defines none.
	Constructor any
	// Type is a nil pointer to the contract's type; nil when the package defines none.
	Type any
	// Options holds the type of each option of the contract, by its name in Go.
	Options map[string]string
	// Errors holds a pointer to each error variable, or the value where it is a constant.
	Errors map[string]any
	// Globals holds a pointer to each variable of the package, so that every sequence finds it as it was.
	Globals []any
	// Defined lists the names that the package exports.
	Defined []string
	// Generic lists the names that have type parameters, which nobody can give them here.
	Generic []string
}

var parts Parts

// Register is called by the generated file while the learner's package is being initialized.
func Register(given Parts) {
	parts = given
}
