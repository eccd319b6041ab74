namespace QuantumAttributes.Stress.Hubs;

/// <summary>The account of all connections of a soak, from both sides.</summary>
internal sealed class SoakTally
{
    public int Sent { get; private set; }

    public int Told { get; private set; }

    public int Lost { get; private set; }

    public int Duplicated { get; private set; }

    public int OutOfOrder { get; private set; }

    public int Wrong { get; private set; }

    public int Renewals { get; private set; }

    public int FewestRenewals { get; private set; } = int.MaxValue;

    /// <summary>How many connections were renewed less often than the time that they talked demands.</summary>
    public int TooLong { get; private set; }

    /// <summary>Whether nothing was lost, came twice, in another order or changed, and each connection was renewed in time.</summary>
    public bool Held => (Lost, Duplicated, OutOfOrder, Wrong, TooLong) == (0, 0, 0, 0, 0) && Sent > 0;

    public void Add(Talker talker, HubParty party, TimeSpan lifetime)
    {
        Sent += talker.Sent;
        Told += party.Told;
        Lost += party.Said.Lost(talker.Said) + talker.Heard.Lost(talker.Said) + talker.Told.Lost(party.Told) + talker.EchoesLost;
        Wrong += talker.Wrong + party.Wrong;
        foreach (Sequence sequence in new[] { party.Said, talker.Heard, talker.Told })
        {
            Duplicated += sequence.Duplicated;
            OutOfOrder += sequence.OutOfOrder;
        }

        Renewals += party.Renewals;
        FewestRenewals = Math.Min(FewestRenewals, party.Renewals);
        if (party.Renewals < (int)(party.Talked / lifetime))
            TooLong++;
    }
}
