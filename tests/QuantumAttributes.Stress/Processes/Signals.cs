using System.Runtime.InteropServices;

namespace QuantumAttributes.Stress.Processes;

/// <summary>What a process does to itself, by the C library of Linux.</summary>
internal static partial class Signals
{
    /// <summary>How a process ends that was killed by signal 9.</summary>
    public const int KilledExitCode = 128 + Kill;

    private const int Kill = 9, FileSizeExceeded = 25, FileSize = 1;
    private const nint Ignore = 1;
    private const ulong Unlimited = ulong.MaxValue;

    /// <summary>kill -9 to this process. Does not return.</summary>
    public static void KillSelf()
    {
        _ = SendSignal(Environment.ProcessId, Kill);
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>
    /// Files of this process may have so many bytes, or any number: writing behind them fails as on a full disk (EFBIG for ENOSPC, and
    /// without the signal that would end the process).
    /// </summary>
    public static void LimitFileSize(long? bytes)
    {
        _ = SetSignal(FileSizeExceeded, Ignore);
        Limit limit = new((ulong?)bytes ?? Unlimited, Unlimited);
        if (SetLimit(FileSize, in limit) != 0)
            throw new InvalidOperationException($"setrlimit: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint SetSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
