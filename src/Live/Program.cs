using Grader.Live.Hosting;

return ProgramHost.Run(args);
