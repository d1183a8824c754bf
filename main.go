package main

import (
	"fyne.io/fyne/v2/app"
	_ "github.com/mattn/go-sqlite3"
)

func main() { app.NewWithID("org.mingbai.kiosk").Run() }
