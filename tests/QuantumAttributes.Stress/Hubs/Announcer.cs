using Microsoft.AspNetCore.SignalR;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>The server speaking unasked, to every connection again and again.</summary>
internal sealed class Announcer(HubHost host)
{
    private const int AtOnce = 3;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Speaks until it is enough.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            foreach (HubParty party in host.Ledger.Parties)
            {
                for (int i = 0; i < AtOnce && party.Name is not null; i++)
                {
                    await host.Hub.Clients.Client(party.ConnectionId).SendAsync(
                        TalkHub.Told, party.Name, party.Told, Speech.Of(party.Told), CancellationToken.None);
                    party.Told++;
                }
            }

            await Task.Delay(_pause, CancellationToken.None);
        }
    }
}
