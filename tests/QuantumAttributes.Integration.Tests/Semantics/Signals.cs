using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>What tests and handlers wait for, by the <c>?signal=</c> of the request.</summary>
internal static class Signals
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _all = new();

    public static string New() => Guid.NewGuid().ToString("N");

    public static void Give(string signal, string what = "") => Of(signal).TrySetResult(what);

    public static Task<string> Wait(string signal) => Of(signal).Task.WaitAsync(Patience);

    public static Task<string> Wait(HttpContext context) => Wait(context.Request.Query["signal"].ToString());

    private static TaskCompletionSource<string> Of(string signal) =>
        _all.GetOrAdd(signal, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
