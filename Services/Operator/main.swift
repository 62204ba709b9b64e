await OperatorProgram.main()
