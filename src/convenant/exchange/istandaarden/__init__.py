"""iWmo and iJw 3.2: the messages between municipalities and care providers.

``reading`` turns files into columns or refuses them, ``writing``, ``composing`` and ``answering``
make them, ``generator`` invents a region's. What a message looks like is described once, in
``standard/*.txt``; see docs/domain/istandaarden.md.
"""
