using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>
/// The providers that this application's clients use: those among the services, else <see cref="ProviderSet.Default"/>.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class ClientCryptography(ILogger<ClientCryptography> logger, ProviderSet? providers = null)
{
    // Remembers a failure as well: what failed once is not tried again until it passes.
    private readonly Lazy<ProviderSet> _tested =
        new(() => Test(providers ?? ProviderSet.Default, logger), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>
    /// The providers, after a self-test that runs when they are first asked for: there may be no host that would run it at start.
    /// </summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The self-test failed, now or earlier.</exception>
    public ProviderSet Providers => _tested.Value;

    // What no provider offers is refused where it is needed: who only signs requests does without X-Wing.
    private static ProviderSet Test(ProviderSet providers, ILogger logger)
    {
        CryptographicAlgorithm[] inUse = [.. ChannelAlgorithms.All.Where(providers.Supports)];
        providers.RunSelfTest(inUse);
        ClientLog.Started(logger, providers.Describe(inUse));
        return providers;
    }
}
