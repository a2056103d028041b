"""What every format needs: characters, moments, kinds, pictures, people, fragments of HTML."""
