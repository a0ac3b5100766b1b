// Command shrink rewrites PNG files with a palette of the 256 colours that each uses most:
// a picture of a page then takes a third of the room, and looks the same.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"slices"
)

func main() {
	for _, file := range os.Args[1:] {
		if err := shrink(file); err != nil {
			fmt.Fprintf(os.Stderr, "shrink: %s: %s\n", file, err)
			os.Exit(1)
		}
	}
}

func shrink(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	picture, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, withPalette(picture)); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

func withPalette(picture image.Image) *image.Paletted {
	palette := frequent(picture)
	out := image.NewPaletted(picture.Bounds(), palette)
	nearest := map[color.Color]uint8{}
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			c := picture.At(x, y)
			index, known := nearest[c]
			if !known {
				index = uint8(palette.Index(c))
				nearest[c] = index
			}
			out.SetColorIndex(x, y, index)
		}
	}
	return out
}

// frequent are the 256 most frequent colours, in an order that is the same each time.
func frequent(picture image.Image) color.Palette {
	counts := map[color.RGBA]int{}
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			counts[color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)]++
		}
	}
	sorted := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(number(a), number(b)))
	})
	palette := make(color.Palette, 0, 256)
	for _, c := range sorted[:min(len(sorted), 256)] {
		palette = append(palette, c)
	}
	return palette
}

func number(c color.RGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }
