using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>
/// vfork(2), then in the child prepared system calls in their order, the last being execve: how a process gives up its rights before its program's
/// first instruction, while its starter keeps its own.
/// </summary>
/// <remarks>
/// Between vfork and execve the child lives in the memory of its starter, whose thread stands still meanwhile. So it makes system calls and nothing else:
/// it allocates nothing, calls nothing managed, and throws nothing. The calls go through function pointers without a change of the GC's mode (a change would
/// happen twice, in child and parent); a collection waits for the millisecond that this takes. Signals are blocked, or a handler of the starter would run in
/// the child.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct StartSequence
{
    private const int NothingFailed = -1;
    private const int SetMask = 2;
    private const int MaskBytes = 8;
    private const int FailedStart = 127;

    /// <summary>The last one is execve, which returns only where it fails.</summary>
    public PreparedCall* Calls;

    /// <summary>Index of the call that failed; -1 for none: the program runs.</summary>
    public int FailedCall;
    public int Errno;

    private delegate* unmanaged[Cdecl, SuppressGCTransition]<int> fork;
    private delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint> systemCall;
    private delegate* unmanaged[Cdecl, SuppressGCTransition]<int*> errnoLocation;
    private delegate* unmanaged[Cdecl, SuppressGCTransition]<int, void> exit;
    private nint maskCall;
    private ulong allSignals;
    private ulong maskBefore;

    internal struct PreparedCall
    {
        public nint Number;
        public nint First;
        public nint Second;
        public nint Third;
        public nint Fourth;

        /// <summary>Where the result goes, such as a descriptor that a later call names; null for nowhere.</summary>
        public int* Result;
    }

    public void Bind()
    {
        nint libc = NativeLibrary.GetMainProgramHandle();
        fork = (delegate* unmanaged[Cdecl, SuppressGCTransition]<int>)NativeLibrary.GetExport(libc, "vfork");
        systemCall = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint>)NativeLibrary.GetExport(libc, "syscall");
        errnoLocation = (delegate* unmanaged[Cdecl, SuppressGCTransition]<int*>)NativeLibrary.GetExport(libc, "__errno_location");
        exit = (delegate* unmanaged[Cdecl, SuppressGCTransition]<int, void>)NativeLibrary.GetExport(libc, "_exit");
        maskCall = SystemCallNumbers.SignalMask;
        allSignals = ulong.MaxValue;
    }

    /// <returns>The child's number; -1 where there is none. It runs only if <see cref="FailedCall"/> says so, and is to be waited for in any case.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Run(StartSequence* sequence)
    {
        sequence->FailedCall = NothingFailed;
        _ = sequence->systemCall(sequence->maskCall, SetMask, (nint)(&sequence->allSignals), (nint)(&sequence->maskBefore), MaskBytes, 0);
        int child = sequence->fork();
        for (int i = 0; child == 0; i++)
        {
            // The child never leaves this loop but into its program or its end. It is part of this method: a method called first here would be compiled here.
            PreparedCall* call = sequence->Calls + i;
            nint result = sequence->systemCall(call->Number, call->First, call->Second, call->Third, call->Fourth, 0);
            if (result < 0)
            {
                sequence->Errno = *sequence->errnoLocation();
                sequence->FailedCall = i;
                sequence->exit(FailedStart);
            }

            if (call->Result != null)
            {
                *call->Result = (int)result;
            }
        }

        if (child < 0)
        {
            sequence->Errno = *sequence->errnoLocation();
        }

        _ = sequence->systemCall(sequence->maskCall, SetMask, (nint)(&sequence->maskBefore), 0, MaskBytes, 0);
        return child;
    }
}
