using Grader.Commands;

return await GraderCommands.RunAsync(args, CommandContext.OfProcess());
