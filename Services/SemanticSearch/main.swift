import Hosting

await ServiceProcess<HostedSemanticSearch>.main()
